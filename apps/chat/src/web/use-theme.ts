import { useLayoutEffect } from "react";
import { z } from "zod";
import { useStored } from "./use-stored.ts";

export type Theme = "system" | "light" | "dark";

const themeSchema = z.enum(["system", "light", "dark"]);

/** Light or dark, as the system says until somebody chooses. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useStored<Theme>("cometapi-chat.theme", themeSchema, "system");
  // Before the first paint: nobody sees the other colours flash.
  useLayoutEffect(() => {
    const system = matchMedia("(prefers-color-scheme: dark)");
    const apply = () => {
      const isDark = theme === "system" ? system.matches : theme === "dark";
      document.documentElement.classList.toggle("dark", isDark);
    };
    apply();
    system.addEventListener("change", apply);
    return () => system.removeEventListener("change", apply);
  }, [theme]);
  return [theme, setTheme];
}

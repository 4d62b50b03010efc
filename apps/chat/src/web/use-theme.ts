import { useLayoutEffect } from "react";
import { z } from "zod";
import { useStored } from "./use-stored.ts";

export type Theme = "system" | "light" | "dark";

const themeSchema = z.enum(["system", "light", "dark"]);

/** The theme, light or dark: that of the system, until the person chooses one. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useStored<Theme>("cometapi-chat.theme", themeSchema, "system");
  // A layout effect runs before the first paint, so the other theme is never visible.
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

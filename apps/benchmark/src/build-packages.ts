import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const repository = fileURLToPath(new URL("../../..", import.meta.url));

const packages = ["core", "ai-sdk-provider", "langchain", "llamaindex"];

/** Builds the packages that changed since their last build: they are measured as users get them. */
export function buildPackages(): void {
  const filters = packages.map((name) => `--filter=@cometapi/${name}`);
  const { status, stdout, stderr } = spawnSync(
    "turbo",
    // `--only` leaves out the emulator, on which the packages depend for their tests.
    ["run", "build", "--only", "--output-logs=errors-only", ...filters],
    { cwd: repository, encoding: "utf8" },
  );
  if (status !== 0) throw new Error(`The packages could not be built.\n${stdout}\n${stderr}`);
}

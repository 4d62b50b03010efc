import type { Framework } from "../products/product.ts";
import type { Subject } from "./subject.ts";
import { workloadsOf } from "./workloads-of.ts";

/** Every line of one framework's table, in order. */
export function subjectsOf(framework: Framework): Subject[] {
  return [
    ...workloadsOf(framework).flatMap(({ readings }) => readings),
    packageSubject(framework, "import", "import in a fresh process, CPU", "ms"),
    packageSubject(framework, "bundle", "bundle, minified and gzipped", "kB"),
    packageSubject(framework, "file", "the same as one file", "kB"),
    packageSubject(framework, "installation", "files installed besides the framework", "kB"),
  ];
}

/** What is measured of a package without a server. */
export type PackageSubject = "import" | "bundle" | "file" | "installation";

/** Id of a line about a package. */
export function packageSubjectId(framework: Framework, name: PackageSubject): string {
  return `${framework} ${name}`;
}

function packageSubject(
  framework: Framework,
  name: PackageSubject,
  title: string,
  unit: Subject["unit"],
): Subject {
  return { id: packageSubjectId(framework, name), framework, title, unit, isQuick: true };
}

export { findBrowser } from "./find-browser.ts";
export { findViolations } from "./find-violations.ts";

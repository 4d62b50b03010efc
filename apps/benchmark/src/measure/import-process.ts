// Imports one module in a fresh process and tells what that cost.
const specifier = process.argv[2] ?? "";
const before = process.cpuUsage();
await import(specifier);
const { user, system } = process.cpuUsage(before);
process.send?.({ cpuMs: (user + system) / 1000 });
process.disconnect?.();

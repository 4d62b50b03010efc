// `prepublishOnly` of every package: what is published was packed, checked, and has READMEs whose links
// lead somewhere from npm. That is `npm run release`.
console.error("Packages are published by `npm run release`, never from their folders.");
process.exitCode = 1;

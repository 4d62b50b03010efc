// `prepublishOnly` of every package. It stops a direct `npm publish`, because only `npm run release` publishes
// packages that were checked and have READMEs with links that work on npm.
console.error("Packages are published by `npm run release`, never from their folders.");
process.exitCode = 1;

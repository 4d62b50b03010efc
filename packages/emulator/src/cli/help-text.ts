/** What `--help` prints. */
export const helpText = `cometapi-emulator: a local CometAPI. No key, no network, no bill.

Usage: npx @cometapi/emulator [options]

  -p, --port <number>        port to listen on, 0 for a free one (default 4141)
      --key <text>           accept this key only (default: any key)
      --latency <time>       wait before each answer, e.g. 200ms or 1.5s (default 0)
      --token-delay <time>   wait between the pieces of a stream (default 8ms)
      --seed <number>        make every run alike, dates included
      --any-model            accept model ids that the catalogue does not hold
  -h, --help                 show this text
  -v, --version              show the version
`;

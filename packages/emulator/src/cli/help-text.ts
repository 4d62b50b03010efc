/** What `--help` prints. */
export const helpText = `cometapi-emulator: a local CometAPI. No key, no network, no bill.

Usage: npx @cometapi/emulator [options]

  -p, --port <number>            port to listen on, 0 for a free one (default 4141)
      --key <text>               accept this key only (default: any key)
      --latency <time>           wait before each answer, e.g. 200ms or 1.5s (default 0)
      --token-delay <time>       wait between the pieces of a stream (default 8ms)
      --seed <number>            make every run alike, dates included
      --fault <share or fault>   5%: a fault for every twentieth request; "429 retry-after=2": that
                                 fault for every request; "5% cut after=3": both
      --personality <model=fault>  a fault of one model; may be given more than once
      --scenario <file>          answer with the scripts of a JSON file
      --record <folder>          pass requests on to a real service and keep the exchanges, without keys
      --record-missing <folder>  the same, but what the folder holds is answered from it
      --target <url>             the service to record (default https://api.cometapi.com)
      --mask <pattern>           cover this too in recordings; may be given more than once
      --replay <folder>          answer from recordings; refuse what they do not hold
      --pace                     replay every chunk as late as it came
      --repeat                   replay the last recording of a request again and again
      --host <address>           where to listen (default 127.0.0.1); 0.0.0.0 within a container
      --control-token <text>     open /emulator/…, where scripts are set and requests read
      --any-model                accept model ids that the catalogue does not hold
      --quiet                    do not log requests
  -h, --help                     show this text
  -v, --version                  show the version

Faults: a status such as 429, delay, stall, cut, reset, end-early, malformed-frame,
error-in-stream, wrong-content-type, drip, html, redirect. See the README for their options.
`;

/** What the command prints once it listens. */
export function createBanner(url: string, apiKey: string | undefined): string {
  return `
  CometAPI emulator: no model, no bill. Its answers are made up from what you send.

  ${url}

  Point your program at it:

    export COMETAPI_BASE_URL=${url}
    export COMETAPI_KEY=${apiKey ?? "sk-emulator"}

  Press Ctrl+C to stop.
`;
}

import type { TranscriptSegment } from "./transcription-request.ts";

/** `00:01:02,500 --> 00:01:04,000` in SRT, `01:02.500 --> 01:04.000 align:start` in WebVTT. */
const CUE_TIMES = /^\s*((?:\d+:)?\d+:\d+[.,]\d+)\s*-->\s*((?:\d+:)?\d+:\d+[.,]\d+)/;

/** The cues of an SRT or WebVTT document, in their order. Other blocks are skipped. */
export function parseSubtitles(document: string): TranscriptSegment[] {
  const segments: TranscriptSegment[] = [];
  for (const block of document.replaceAll(/\r\n?/g, "\n").split(/\n[ \t]*\n/)) {
    const lines = block.split("\n");
    const position = lines.findIndex((line) => CUE_TIMES.test(line));
    const [, start, end] = CUE_TIMES.exec(lines[position] ?? "") ?? [];
    if (start === undefined || end === undefined) continue;
    segments.push({
      text: lines
        .slice(position + 1)
        .join("\n")
        .trim(),
      startSeconds: parseTime(start),
      endSeconds: parseTime(end),
      speaker: undefined,
    });
  }
  return segments;
}

function parseTime(time: string): number {
  return time
    .replace(",", ".")
    .split(":")
    .reduce((seconds, part) => seconds * 60 + Number(part), 0);
}

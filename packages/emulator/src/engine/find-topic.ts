const opening =
  /^(?:(?:please|hey|hi|hello|now|could you|can you|would you|i want you to|i'd like you to|i would like(?: to)?)[,\s]+)*(?:(?:generate|create|write|compose|draft|give|make|extract|list|describe|explain|tell|summari[sz]e|show|invent|produce|return|find|search|look up|plan|suggest|recommend|imagine|classify|analy[sz]e|how (?:long|much|many|far|often|old) (?:is|are|do|does|did|will)|what(?:'s| is| are| was| were)?|who(?: is| was)?|how (?:do|does|to|can)|why (?:is|are|do|does)?)\s*:?\s+)?(?:(?:me|us|for|about|out|up)\s+)*(?:(?:a|an|the|some|my|one|two|three|\d+|short|brief|long|small|simple)\s+)*(?:(?:sentences?|words?|poem|haiku|story|essay|paragraphs?|article|facts|list|summary|paragraph|recipe|report)\s+(?:about|on|of|for)\s+)?(?:(?:a|an|the)\s+)?/iu;

/** What a request is about, in a few of its own words: "Write a poem about autumn rain." gives "autumn rain". */
export function findTopic(request: string): string {
  const sentence = (request.split(/(?<=[.!?])\s|\n/u)[0] ?? request).slice(0, 300);
  const subject = sentence.replace(opening, "").replace(/[\s.!?:;,]+$/u, "");
  const words = subject.split(/\s+/u).filter((word) => word !== "");
  return words.slice(0, 8).join(" ") || "this";
}

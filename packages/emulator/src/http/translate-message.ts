/** The relay's messages in English and in Chinese; `$<name>` is a group of the English pattern. */
const rows: readonly (readonly [english: RegExp, chinese: string])[] = [
  [/^Invalid token$/u, "无效的令牌"],
  [/^model name is required$/u, "未指定模型名称，模型名称不能为空"],
  [
    /^no available channel for group (?<group>\S+) and model (?<model>.+) \(distributor\)/u,
    "分组 $<group> 下模型 $<model> 无可用渠道（distributor）",
  ],
  [
    /^The upstream load of the current group is saturated, please try again later$/u,
    "当前分组上游负载已饱和，请稍后再试",
  ],
];

/** A message in the language that the caller asks for. The relay has some messages in two. */
export function translateMessage(message: string, acceptLanguage: string | undefined): string {
  if (!/^\s*zh\b/iu.test(acceptLanguage ?? "")) return message;
  const row = rows.find(([english]) => english.test(message));
  return row === undefined ? message : message.replace(row[0], row[1]);
}

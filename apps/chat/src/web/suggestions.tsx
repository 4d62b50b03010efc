const suggestions = [
  "What is CometAPI?",
  "What time is it in Europe/Oslo?",
  "Save a note. Title: Groceries. Text: bread, milk and tea.",
  "Count to 200",
];

/** Suggests first messages for a new chat. */
export function Suggestions({ onChoose }: { onChoose: (text: string) => void }) {
  return (
    <section className="flex flex-col items-center gap-6 pt-[12vh] text-center">
      <img src="/icon.svg" alt="" className="size-14" />
      <h1 className="text-2xl font-semibold tracking-tight">What would you like to know?</h1>
      <ul className="grid w-full gap-2 sm:grid-cols-2">
        {suggestions.map((text) => (
          <li key={text} className="grid">
            <button
              type="button"
              className="rounded-lg border bg-card px-4 py-3 text-start text-sm transition-colors hover:bg-muted"
              onClick={() => onChoose(text)}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

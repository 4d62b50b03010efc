import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { ServerState } from "../shared/model-row.ts";
import { App } from "./app.tsx";
import { FailureCard } from "./failure-card.tsx";
import { readFailure } from "./read-failure.ts";

const root = createRoot(document.querySelector("#root") ?? document.body);
try {
  const response = await fetch("/api/state");
  if (!response.ok) throw new Error(await response.text());
  const state: ServerState = await response.json();
  root.render(
    <StrictMode>
      <App state={state} />
    </StrictMode>,
  );
} catch (error) {
  root.render(
    <main className="mx-auto max-w-lg p-6">
      <FailureCard
        failure={readFailure(error instanceof Error ? error : new Error(String(error)))}
        onRetry={() => location.reload()}
      />
    </main>,
  );
}

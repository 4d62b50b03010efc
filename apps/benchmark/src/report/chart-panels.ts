import { endToEndId, streamId } from "../measure/stream-workloads.ts";
import type { Results } from "../measure/results.ts";
import { type Framework, frameworkNames, productsOf, type Role } from "../products/product.ts";
import { formatNumber } from "./format-number.ts";

/** One product's bar. */
export interface Bar {
  name: string;
  role: Role;
  value: number;
  /** The value as it is written beside the bar. */
  label: string;
}

/** The bars of one line of the comparison. */
export interface Panel {
  /** Heading of the column that the panel stands in. */
  column: string;
  title: string;
  bars: Bar[];
}

interface PanelSource {
  framework: Framework;
  subjectId: string;
  title: string;
  unit: string;
}

const sources: readonly PanelSource[] = [
  stream("ai-sdk", "text", "doStream, text"),
  stream("ai-sdk", "tool-arguments", "doStream, tool arguments"),
  endToEnd("ai-sdk", "streamText"),
  requests("ai-sdk"),
  stream("langchain", "text", ".stream(), text"),
  stream("langchain", "tool-arguments", ".stream(), tool arguments"),
  endToEnd("langchain", "chain"),
  requests("langchain"),
  stream("llamaindex", "text", "chat stream, text"),
  stream("llamaindex", "tool-arguments", "chat stream, tool arguments"),
  endToEnd("llamaindex", "agent()"),
  requests("llamaindex"),
];

/** What the chart shows: four lines of each framework, as far as they were measured. */
export function chooseChartPanels(results: Results): Panel[] {
  return sources.flatMap(({ framework, subjectId, title, unit }) => {
    const bars = productsOf(framework).flatMap(({ id, name, role }) => {
      const value = results.summary(subjectId, id)?.median;
      return value === undefined ? [] : [{ name, role, value, label: formatNumber(value) }];
    });
    const column = frameworkNames[framework];
    return bars.length === 0 ? [] : [{ column, title: `${title} · ${unit}`, bars }];
  });
}

function stream(
  framework: Framework,
  content: "text" | "tool-arguments",
  title: string,
): PanelSource {
  const subjectId = streamId(framework, content, 5000, "8 a read");
  return { framework, subjectId, title, unit: "µs a chunk" };
}

function endToEnd(framework: Framework, title: string): PanelSource {
  const subjectId = endToEndId(framework, "8 a read");
  return { framework, subjectId, title, unit: "µs a chunk" };
}

function requests(framework: Framework): PanelSource {
  const subjectId = `${framework} requests 64`;
  return { framework, subjectId, title: "request, 64 at once", unit: "µs" };
}

import { createHash } from "node:crypto";
import { createMask, type Mask, type MaskRule } from "./create-mask.ts";
import { findNamedSecrets, findSecretFields, isSecretName } from "./find-secrets.ts";
import type { KeptBody, KeptRequest } from "./recording.ts";

/** A request in the form of recordings, and the mask for its answer. */
export interface MaskedRequest {
  request: KeptRequest;
  mask: Mask;
}

// Headers of one connection, which differ from run to run.
const connectionHeaders = new Set([
  "connection",
  "content-length",
  "host",
  "keep-alive",
  "transfer-encoding",
]);

/** A request as a recording holds it: keys are left out, and masked wherever else they stand. */
export async function keepRequest(
  request: Request,
  body: Uint8Array<ArrayBuffer>,
  rules: readonly MaskRule[] = [],
): Promise<MaskedRequest> {
  const url = new URL(request.url);
  const kept = await readKeptBody(body, request.headers.get("content-type") ?? "");
  const secrets = [
    ...findNamedSecrets(request.headers),
    ...findNamedSecrets(url.searchParams),
    ...findSecretFields(kept),
    // A body such as `api_key=…&model=…`.
    ...(kept !== undefined && "text" in kept
      ? findNamedSecrets(new URLSearchParams(kept.text))
      : []),
  ];
  const mask = createMask(secrets, rules);
  const keepPairs = (pairs: Iterable<readonly [string, string]>): Record<string, string> =>
    Object.fromEntries(
      [...pairs]
        .filter(([name]) => !isSecretName(name) && !connectionHeaders.has(name))
        .map(([name, value]) => [name, mask.text(value)]),
    );
  return {
    mask,
    request: {
      method: request.method,
      path: mask.text(url.pathname),
      query: keepPairs(url.searchParams),
      headers: keepPairs(request.headers),
      ...(kept === undefined ? {} : { body: maskBody(kept, mask) }),
    },
  };
}

function maskBody(body: KeptBody, mask: Mask): KeptBody {
  if ("json" in body) return { json: mask.value(body.json) };
  if ("text" in body) return { text: mask.text(body.text) };
  if ("form" in body) {
    const fields = Object.entries(body.form);
    return { form: Object.fromEntries(fields.map(([name, field]) => [name, mask.value(field)])) };
  }
  return body;
}

async function readKeptBody(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<KeptBody | undefined> {
  if (body.byteLength === 0) return undefined;
  if (contentType.startsWith("multipart/")) {
    const form = await readForm(body, contentType);
    if (form !== undefined) return { form };
  }
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return describeBytes(body);
  }
  try {
    return { json: JSON.parse(text) };
  } catch {
    return { text };
  }
}

/** The fields of a form; of a file its name, type and hash. Undefined if the body is not a form. */
async function readForm(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
): Promise<Record<string, unknown> | undefined> {
  try {
    const form = await new Response(body, { headers: { "content-type": contentType } }).formData();
    const names = [...new Set(form.keys())];
    const entries = await Promise.all(
      names.map(async (name) => [name, await Promise.all(form.getAll(name).map(describeField))]),
    );
    return Object.fromEntries(entries);
  } catch {
    return undefined;
  }
}

async function describeField(field: FormDataEntryValue): Promise<unknown> {
  if (typeof field === "string") return field;
  const bytes = new Uint8Array(await field.arrayBuffer());
  return { name: field.name, type: field.type, ...describeBytes(bytes) };
}

function describeBytes(bytes: Uint8Array): { sha256: string; bytes: number } {
  return { sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.byteLength };
}

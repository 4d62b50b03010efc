import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";

/** The body that `npm publish` sends: the manifest of one version, and its tarball in base64. */
interface Publication {
  name: string;
  "dist-tags": Record<string, string>;
  versions: Record<string, { dist: { tarball: string } }>;
  _attachments: Record<string, { data: string }>;
}

/** A registry on this machine that has only the packages that were published to it. */
export interface Registry {
  /** Its address, without a slash at the end. */
  url: string;
  /** What was published, as `name@version`, in order. */
  published: string[];
  close: () => Promise<void>;
}

// A week ago, because package managers do not install a version that is too new.
const publishedAt = new Date(Date.now() - 7 * 24 * 3_600_000).toISOString();

/** Starts a registry on a free port of 127.0.0.1. It accepts any token. */
export async function startRegistry(): Promise<Registry> {
  const published: string[] = [];
  const packages = new Map<string, Publication>();
  const tarballs = new Map<string, Buffer>();
  const server = createServer((request, response) => {
    void respond(request, response);
  });
  const { promise: isListening, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await isListening;
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The registry has no port.");
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    published,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(() => done()));
    },
  };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = decodeURIComponent(new URL(request.url ?? "/", url).pathname).slice(1);
    if (request.method === "PUT") {
      const { status, body } = publish(JSON.parse(await text(request)));
      response.writeHead(status).end(JSON.stringify(body));
      return;
    }
    const body = tarballs.get(path) ?? describe(packages.get(path));
    response.writeHead(body === undefined ? 404 : 200);
    response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body ?? { error: "not_found" }));
  }

  function publish(publication: Publication): { status: number; body: object } {
    const before = packages.get(publication.name);
    for (const version of Object.keys(publication.versions)) {
      if (before?.versions[version] !== undefined) {
        const error = `You cannot publish over the previously published versions: ${version}.`;
        return { status: 403, body: { error } };
      }
      published.push(`${publication.name}@${version}`);
    }
    for (const [file, { data }] of Object.entries(publication["_attachments"])) {
      tarballs.set(`${publication.name}/-/${file}`, Buffer.from(data, "base64"));
    }
    packages.set(publication.name, {
      ...publication,
      "dist-tags": { ...before?.["dist-tags"], ...publication["dist-tags"] },
      versions: { ...before?.versions, ...publication.versions },
    });
    return { status: 201, body: { ok: true } };
  }

  /** The description of a package that package managers ask for when they install it. */
  function describe(publication: Publication | undefined): object | undefined {
    if (publication === undefined) return undefined;
    const { name, versions: manifests } = publication;
    const versions = Object.entries(manifests).map(([version, manifest]) => {
      const file = `${name}/-/${name}-${version}.tgz`;
      return [version, { ...manifest, dist: { ...manifest.dist, tarball: `${url}/${file}` } }];
    });
    const time = Object.fromEntries(versions.map(([version]) => [version, publishedAt]));
    const tags = publication["dist-tags"];
    return { name, "dist-tags": tags, versions: Object.fromEntries(versions), time };
  }
}

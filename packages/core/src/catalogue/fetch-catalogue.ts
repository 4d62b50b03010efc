import type { RequestOptions } from "../config/client-settings.ts";
import type { ClientConfig } from "../config/resolve-client-config.ts";
import type { Catalogue, CatalogueModel } from "../models/catalogue-model.ts";
import { type CataloguePage, normalizeCatalogue } from "../models/normalize-catalogue.ts";
import type { Dispatcher } from "../transport/dispatcher.ts";
import { callForJSON } from "../transport/call-for-json.ts";
import { invalidAnswer } from "../errors/invalid-answer.ts";
import { LIMITS } from "../transport/limits.ts";

const PATH = "/api/models";

/** The bound for a server that always reports another page. */
const MAX_PAGES = 100;

/**
 * Reads CometAPI's public catalogue, all pages of it. Needs no key and sends none.
 *
 * How to ask for a page is not documented. The names of the answer's own fields are used, and reading ends when
 * a page has no new models.
 */
export async function fetchCatalogue(
  dispatcher: Dispatcher,
  options: RequestOptions,
): Promise<Catalogue> {
  const config = await dispatcher.resolveConfig(options, { needsKey: false });
  const first = await fetchPage(dispatcher, config, PATH);
  const models = new Map<string, CatalogueModel>();
  addModels(models, first);
  let recordCount = first.recordCount;
  const total = first.total ?? recordCount;
  const { page: firstPage = 0, pageSize = recordCount } = first;
  const lastPage = firstPage === 0 ? 0 : MAX_PAGES;
  for (let page = firstPage + 1; page <= lastPage && recordCount < total; page += 1) {
    const path = `${PATH}?page=${page}&page_size=${pageSize}`;
    const more = await fetchPage(dispatcher, config, path);
    if (!addModels(models, more)) break;
    recordCount += more.recordCount;
  }
  return {
    models: [...models.values()],
    total,
    isComplete: recordCount >= total,
    fetchedAt: new Date(),
  };
}

async function fetchPage(
  dispatcher: Dispatcher,
  config: ClientConfig,
  path: string,
): Promise<CataloguePage> {
  const { value } = await callForJSON(dispatcher, config, {
    request: { method: "GET", path, isAuthorized: false },
    limits: LIMITS.cataloguePage,
    normalize: (body) => {
      const page = normalizeCatalogue(body);
      if (page.recordCount === 0) throw invalidAnswer("it lists no models");
      return page;
    },
  });
  return value;
}

/** Whether the page held a model that was not known yet. */
function addModels(models: Map<string, CatalogueModel>, { models: found }: CataloguePage): boolean {
  const countBefore = models.size;
  for (const model of found) if (!models.has(model.id)) models.set(model.id, model);
  return models.size > countBefore;
}

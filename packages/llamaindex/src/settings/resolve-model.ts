import { checkSettings, CometAPIError, type SettingRules } from "@cometapi/core";

/** The names under which settings may have a model. */
interface ModelSettings {
  model?: string | undefined;
  modelName?: string | undefined;
}

/** What a class was made of: a model id, settings, or both. */
export interface Given<Settings> {
  /** The class, for errors. */
  owner: string;
  modelOrSettings: string | Settings | undefined;
  more: Settings | undefined;
}

/**
 * Checked settings with the one model that was given, in whichever place.
 *
 * @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be, and for two models.
 */
export function resolveModel<Settings extends ModelSettings>(
  { owner, modelOrSettings, more }: Given<Settings>,
  rules: SettingRules<Settings>,
  defaultModel: string,
): (Settings | ModelSettings) & { model: string } {
  const isId = typeof modelOrSettings === "string";
  const settings = isId ? more : modelOrSettings;
  checkSettings(owner, settings, rules);
  const named = [isId ? modelOrSettings : undefined, settings?.model, settings?.modelName];
  const [model = defaultModel, other] = new Set(named.filter((name) => name !== undefined));
  if (other === undefined) return { ...settings, model };
  throw new CometAPIError({
    code: "invalid-argument",
    message: `${owner} was given two models, "${model}" and "${other}". Name one.`,
  });
}

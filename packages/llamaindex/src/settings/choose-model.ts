import { checkSettings, CometAPIError, type SettingRules } from "@cometapi/core";

/** The names under which a model may be given. */
interface ModelSettings {
  model?: string | undefined;
  modelName?: string | undefined;
}

/**
 * Settings as one object, where the model may have been given before them.
 *
 * @throws CometAPIError `invalid-argument` for a setting that does not exist or cannot be, and for two models.
 */
export function joinModel<Settings extends ModelSettings>(
  owner: string,
  rules: SettingRules<Settings>,
  modelOrSettings: string | Settings | undefined,
  more: Settings | undefined,
): Settings | ModelSettings {
  const isNamed = typeof modelOrSettings === "string";
  checkSettings(owner, isNamed ? more : modelOrSettings, rules);
  if (!isNamed) return modelOrSettings ?? {};
  const model = chooseModel(owner, { model: modelOrSettings, modelName: more?.model });
  return { ...more, model };
}

/**
 * The one model that was given.
 *
 * @throws CometAPIError `invalid-argument` for two.
 */
export function chooseModel(
  owner: string,
  { model, modelName }: ModelSettings,
): string | undefined {
  if (model === undefined || modelName === undefined || model === modelName) {
    return model ?? modelName;
  }
  throw new CometAPIError({
    code: "invalid-argument",
    message: `${owner} was given two models, "${model}" and "${modelName}". Name one.`,
  });
}

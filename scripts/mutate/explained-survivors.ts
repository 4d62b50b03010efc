/** A mutant that no test can or should kill. */
export interface ExplainedSurvivor {
  /** Path within the repository. */
  file: string;
  /** As the report calls it. */
  what: string;
  reason: string;
}

/** Why these survive. A row that fits no mutant any more is reported. */
export const explainedSurvivors: readonly ExplainedSurvivor[] = [];

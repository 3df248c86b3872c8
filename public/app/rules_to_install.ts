interface InstallableRules {
  readonly installMode: 'api_key' | 'on_open';
  readonly rules: ReadonlyArray<{ readonly ruleId: string; readonly state: 'installed' | 'edited' | 'missing' | 'deleted' }>;
}

/** Rules that opening the app installs: the missing ones, unless the server installs by itself. What a person deleted stays deleted. */
export function rulesToInstall({ installMode, rules }: InstallableRules): readonly string[] {
  if (installMode === 'api_key') return [];
  return rules.filter(({ state }) => state === 'missing').map(({ ruleId }) => ruleId);
}

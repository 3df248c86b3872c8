/** Keys of the cache: the first part names what must be asked again after a change. */
export const queryKeys = {
  alerts: ['alerts'] as const,
  alertList: (query: object) => ['alerts', 'list', query] as const,
  alert: (id: string) => ['alerts', 'one', id] as const,
  hosts: (query: object) => ['hosts', query] as const,
  timeline: (query: object) => ['timeline', query] as const,
  exclusions: ['exclusions'] as const,
  exclusionList: ['exclusions', 'list'] as const,
  exclusionPreview: (order: object) => ['exclusions', 'preview', order] as const,
  exclusionActivity: (query: object) => ['exclusions', 'activity', query] as const,
  rules: ['rules'] as const,
  rule: (ruleId: string) => ['rules', 'one', ruleId] as const,
  ports: ['ports'] as const,
  coverage: ['coverage'] as const,
  coverageMatrix: ['coverage', 'matrix'] as const,
  coverageCell: (place: object) => ['coverage', 'cell', place] as const,
  coverageComparison: (base: string | undefined) => ['coverage', 'comparison', base] as const,
};

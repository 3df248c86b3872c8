export type ExclusionStrength = 'strong' | 'fair' | 'weak';

/** A bare file name can be given to any program: such an exclusion is weak. A full path is harder to take; path, signature and written path together are strong. */
export function strengthOf(row: { readonly field: string; readonly strength?: 'strong' | 'medium' | 'weak' }): ExclusionStrength {
  if (row.strength !== undefined) return row.strength === 'medium' ? 'fair' : row.strength;
  return /(?:^|\.)name$/.test(row.field) ? 'weak' : 'fair';
}

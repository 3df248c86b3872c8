import { noiseHost, noiseStyles, type NoiseHost, type NoiseRole } from '../../fixtures/builders/noise';
import type { NoiseOptions } from './noise_options';

/** Ten hosts, again and again: half of them office machines, each role of E.2 among the first five. */
const mix = ['office', 'developer', 'server', 'patch_day', 'build_agent', 'office', 'server', 'office', 'office', 'office'] as const satisfies readonly NoiseRole[];
export const enterpriseRoles = ['office', 'server', 'patch_day', 'developer', 'build_agent'] as const satisfies readonly NoiseRole[];
export type EnterpriseRole = (typeof enterpriseRoles)[number];

/** The hosts of a run. Without a style, the styles take turns, and swap after every ten hosts, so that each role has both. */
export function hostMix({ hosts, seed, style }: Pick<NoiseOptions, 'hosts' | 'seed' | 'style'>): NoiseHost[] {
  return Array.from({ length: hosts }, (_, index) => {
    const turn = (index + Math.floor(index / mix.length)) % noiseStyles.length;
    return noiseHost({ seed, index, role: mix[index % mix.length] ?? 'office', style: style ?? noiseStyles[turn] ?? 'elastic_defend' });
  });
}

const labHosts = 8;

/** The population of E.1: lab machines under Sysmon, always as many, so that their rates do not hang on chance. */
export function labMix(seed: string): NoiseHost[] {
  return Array.from({ length: labHosts }, (_, index) => noiseHost({ seed, index, role: 'lab_session', style: 'sysmon' }));
}

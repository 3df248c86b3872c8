import type { Privilege, PrivilegeSet, RouteSecurity } from '@kbn/core/server';

/** Which privileges a route needs, as a formula over names of `api` privileges. */
export type PrivilegeFormula = ReadonlyArray<Privilege | PrivilegeSet>;

/** What a route's declaration says about who may call it. */
export interface RouteAuthorization {
  readonly required: PrivilegeFormula;
  /** `required`: a user is needed; `optional`: used where there is one; `none`: never looked for. */
  readonly authentication: 'required' | 'optional' | 'none';
}

interface Declared {
  readonly security?: RouteSecurity;
  readonly options?: { readonly tags?: readonly string[]; readonly authRequired?: boolean | 'optional' };
}

/** 8.12: `access:` tags and `authRequired`; whatever `security` says is ignored (`kibana-8.12-observed.md` 1). */
export function authorizationByTags({ options }: Declared): RouteAuthorization {
  const tags = (options?.tags ?? []).filter((tag) => tag.startsWith('access:'));
  const authentication = options?.authRequired === false ? 'none' : options?.authRequired === 'optional' ? 'optional' : 'required';
  return { required: tags.map((tag) => tag.slice('access:'.length)), authentication };
}

/** 9.x: `security` alone (`kibana-contract.md` §4.3). */
export function authorizationBySecurity({ security, options }: Declared): RouteAuthorization {
  const authc = security?.authc?.enabled;
  const legacy = options?.authRequired;
  const authentication = authc === false || (authc === undefined && legacy === false) ? 'none' : authc === 'optional' || legacy === 'optional' ? 'optional' : 'required';
  const authz = security?.authz;
  return { required: authz && 'requiredPrivileges' in authz ? authz.requiredPrivileges : [], authentication };
}

/** Every privilege name that the formula mentions. */
export function privilegesIn(formula: PrivilegeFormula): string[] {
  const inSet = (set: PrivilegeSet): string[] => [
    ...(set.allRequired ?? []).flatMap((each) => (typeof each === 'string' ? [each] : each.anyOf)),
    ...(set.anyRequired ?? []).flatMap((each) => (typeof each === 'string' ? [each] : each.allOf)),
  ];
  return [...new Set(formula.flatMap((each) => (typeof each === 'string' ? [each] : inSet(each))))];
}

/** Whether the privileges a user holds satisfy the formula; all entries of the formula must hold. */
export function satisfies(formula: PrivilegeFormula, held: ReadonlySet<string>): boolean {
  const setHolds = (set: PrivilegeSet): boolean =>
    (set.allRequired ?? []).every((each) => (typeof each === 'string' ? held.has(each) : each.anyOf.some((one) => held.has(one)))) &&
    (set.anyRequired === undefined || set.anyRequired.some((each) => (typeof each === 'string' ? held.has(each) : each.allOf.every((one) => held.has(one)))));
  return formula.every((each) => (typeof each === 'string' ? held.has(each) : setHolds(each)));
}

/** What 9.1 checks when a route is registered; throws with the reason. */
export function assertRouteSecurity(method: string, path: string, security: RouteSecurity | undefined): void {
  const refuse = (reason: string): never => {
    throw new Error(`[${method}:${path}] ${reason}`);
  };
  if (!security) return void refuse('route must be registered with a `security` configuration');
  const { authz, authc } = security;
  if (!authz) refuse('`security.authz` is missing');
  if ('enabled' in authz) {
    if (!authz.reason) refuse('`security.authz.reason` must say why authorization is off');
  } else {
    assertFormula(authz.requiredPrivileges, refuse);
  }
  if (authc && authc.enabled !== true && !authc.reason) refuse('`security.authc.reason` must say why authentication is not required');
}

function assertFormula(formula: PrivilegeFormula, refuse: (reason: string) => never): void {
  if (!Array.isArray(formula) || formula.length === 0) refuse('`security.authz.requiredPrivileges` needs at least one privilege');
  const names = formula.flatMap((each) => (typeof each === 'string' ? [each] : []));
  if (new Set(names).size < names.length) refuse('`security.authz.requiredPrivileges` must be unique');
  for (const each of formula) {
    if (typeof each !== 'string' && !each.allRequired && !each.anyRequired) refuse('a privilege set needs `allRequired` or `anyRequired`');
    if (typeof each !== 'string' && each.anyRequired && each.anyRequired.length < 2 && !each.allRequired) {
      refuse('`anyRequired` needs at least two privileges');
    }
  }
}

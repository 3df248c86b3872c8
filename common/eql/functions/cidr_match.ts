import { shardFailure } from '../errors/index';
import type { FunctionDefinition } from './function_definition';
import { parseIp, parseIpRange } from './ip_range';

/** Whether the address lies in one of the networks. */
export const cidrMatch: FunctionDefinition = {
  name: 'cidrMatch',
  hasCaseInsensitiveForm: false,
  parameters: [{ name: 'address', type: 'ip' }, { name: 'network', type: 'string', constant: true }],
  required: 2,
  repeats: true,
  returns: 'boolean',
  run: ([address, ...networks]) => {
    const value = typeof address === 'string' ? parseIp(address) : undefined;
    if (value === undefined) {
      return null;
    }
    return networks.some((network) => {
      const range = typeof network === 'string' ? parseIpRange(network) : undefined;
      if (range === undefined) {
        throw shardFailure(`'${String(network)}' is not an IP string literal.`);
      }
      return value >= range.from && value <= range.to;
    });
  },
};

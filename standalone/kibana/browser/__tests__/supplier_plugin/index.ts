/** A plugin that the probe depends on: it only gives contracts. */
export const plugin = () => ({ setup: () => ({ suppliedAt: 'setup' }), start: () => ({ suppliedAt: 'start' }) });

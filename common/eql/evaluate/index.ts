export { compile } from './compile_query';
export type { CompiledQuery, CompiledStage, CompileOptions } from './compiled_query';
export { foldsToNothing } from './folds_to_nothing';
export type { Matcher } from './matcher';
export { run, runAll, type RunOutcome, type RunResult } from './run';
export { runDefaults, type RunRequest, type Shard } from './run_request';
export { type FoundSequence } from './sequence/run_sequence';
export { runStream, SequenceStream, type StreamRequest } from './sequence/sequence_stream';
export { SequenceSearch, type TakenEvent } from './sequence/sequence_search';

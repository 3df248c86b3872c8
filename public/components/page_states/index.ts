export type { Failure } from './failure_words';
export { failureWords } from './failure_words';
export { FailurePrompt } from './failure_prompt';
export { LoadingRows } from './loading_rows';
export { NoPrivilegePrompt } from './no_privilege_prompt';
export { PartialCallout } from './partial_callout';
export { PromptBody } from './prompt_body';

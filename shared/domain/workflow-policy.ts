// How strictly a workspace keeps the rules of the tracker (domain/workflow.ts).

/** `strict` refuses a breach of the tracker rules with a sentence; `permissive` stores it and marks it. */
export const workflowPolicies = ['strict', 'permissive'] as const
export type WorkflowPolicy = (typeof workflowPolicies)[number]

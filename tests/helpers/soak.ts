// How often tests repeat what they do: a bounded number in every run, the full figure when PEARL_SOAK is set.
export const rounds = (usual: number, soak: number): number => (process.env.PEARL_SOAK ? soak : usual)

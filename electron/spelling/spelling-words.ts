// Words of the trade that general dictionaries lack: whoever programs clinical trials types them every day. Lower case; a
// word is also right with a capital and with an s at its end.
export const tradeWords: readonly string[] = `
  adjudicated analyte ancova anova bioanalytical bioavailability bioequivalence biosimilar cmax comparator covariate
  creatinine datapoint deduplicated derivation dichotomised dichotomized electrocardiogram enrolment estimand
  hepatotoxicity heteroscedasticity homoscedasticity immunogenicity imputation intercurrent interquartile
  investigational kaplan lognormal meier multicentre multicenter multiregional noninferiority nonparametric nonresponder
  outlier pharmacodynamic pharmacogenomic pharmacokinetic pharmacovigilance phenotype postbaseline postdose predose
  prespecified prothrombin readout recoded rescreened responder seroconversion seropositive stratum subgroup subscale
  timepoint titration transpose troponin unblind unblinded unblinding uptitrated winsorised winsorized
`
  .split(/\s+/)
  .filter((word) => word !== '')

# code: M-NOT-MAPPED
# title: IAM knows the person, aws-auth has no line for them
# alike: M-MISSING M-BROKEN M-ACCOUNT M-TYPO M-INVALID M-TOP-KEY
# remedy: yes
# by: administrator
start() { bound_colleague; }
plant() { unmap; }

# code: M-NOT-MAPPED
# title: aws-auth was deleted
# alike: M-MISSING M-BROKEN M-ACCOUNT M-TYPO M-INVALID M-TOP-KEY
# remedy: yes
# by: administrator
start() { bound_colleague; }
plant() { as_admin kubectl delete configmap aws-auth -n kube-system; }

# title: a pod's service account token, for which STS gives a role
start() { in_pod; }

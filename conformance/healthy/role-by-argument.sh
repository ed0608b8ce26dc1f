# title: a user who assumes a role, which the kubeconfig names by --role-arn
start() { role_by_argument; }

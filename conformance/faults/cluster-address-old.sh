# code: C-ENDPOINT
# title: the kubeconfig is of a cluster of the same name that was made anew since
# stand-in: the old address
# remedy: yes
# by: self
plant() { kubectl config set-cluster "$CLUSTER_ARN" --server="https://127.0.0.1:$(closed_port)" >/dev/null; }

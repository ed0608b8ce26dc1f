# code: T-NOBODY
# title: the kubeconfig takes its token from a file of another machine
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user = {tokenFile: "/var/run/secrets/eks.amazonaws.com/serviceaccount/token"}'; }

# code: K-NO-LOGIN
# title: the user's entry in the kubeconfig is empty
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user = {}'; }

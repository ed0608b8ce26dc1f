# code: T-SHAPE
# title: what stands as the token in the kubeconfig is none that EKS takes
# doctor: --cluster-name eks-cluster --region ap-northeast-2
# remedy: yes
# by: self
plant() { edit_kubeconfig '.users[].user = {token: "glpat-0123456789abcdefghij"}'; }

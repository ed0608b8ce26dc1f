# code: T-UNAVAILABLE
# title: the person is mapped, and the cluster cannot ask STS about their token
# alike: M-NOT-MAPPED
# doctor: --with aws-auth.yaml
# remedy: elsewhere it passes by itself; what is printed shows an administrator the same map
plant() {
  trouble tokens-unasked=true
  shown_map
}

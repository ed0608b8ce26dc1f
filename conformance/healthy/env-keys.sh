# title: keys and region in the environment alone
start() {
  in_variables
  export AWS_REGION=$AWS_DEFAULT_REGION
  unset AWS_DEFAULT_REGION
}

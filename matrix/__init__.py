"""What is wrong where: issues placed at agency areas and Center industries."""

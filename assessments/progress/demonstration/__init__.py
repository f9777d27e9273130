"""Made-up learning of made-up people, played through the same services as everybody's."""

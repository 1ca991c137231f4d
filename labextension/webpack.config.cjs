// Modules are known by their place in this folder: numbers are made of the whole path, which differs by machine.
module.exports = { optimization: { moduleIds: "named", chunkIds: "named" } };

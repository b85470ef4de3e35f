// A stream of blocks in which "carried" blocks can stand but can't be added.
{
  const Stream = window.wagtailStreamField.blocks.StreamBlockDefinition;

  class CarryingStreamBlockDefinition extends Stream {
    constructor(name, groups, initialStates, meta) {
      super(name, groups, initialStates, meta);
      this.groupedChildBlockDefs = groups
        .map(([group, blocks]) => [group, blocks.filter((block) => block.name !== "carried")])
        .filter(([, blocks]) => blocks.length > 0);
    }
  }

  window.telepath.register("aimwell.CarryingStreamBlock", CarryingStreamBlockDefinition);
}

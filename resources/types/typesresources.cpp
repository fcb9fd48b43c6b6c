#include "resources/types/typesresources.h"

#include <QDir>

// The macro declares a function and does not work inside a namespace.
static void initialise()
{
    Q_INIT_RESOURCE(types);
}

namespace hw::resources {

void registerTypes()
{
    initialise();
}

} // namespace hw::resources

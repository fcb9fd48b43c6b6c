#include "resources/catalog/catalogresources.h"

#include <QDir>

// The macro declares a function and does not work inside a namespace.
static void initialise()
{
    Q_INIT_RESOURCE(catalog);
}

namespace hw::resources {

void registerCatalog()
{
    initialise();
}

} // namespace hw::resources

#pragma once

#include "app/scripthost/channel.h"

#include "core/base/result.h"

#include <QJSEngine>

namespace hw::scripthost {

/// The compiler: Babel and our driver in one engine, which takes most of a second to load.
class BabelCompiler final
{
    Q_DISABLE_COPY_MOVE(BabelCompiler)

public:
    BabelCompiler() = default;

    [[nodiscard]] Result<void> load();
    /// Compiles what comes over the socket until it is closed; false when something broke.
    [[nodiscard]] bool run(Channel& channel);

private:
    [[nodiscard]] QByteArray compile(QByteArrayView payload);

    QJSEngine m_engine;
    QJSValue m_compile;
};

} // namespace hw::scripthost

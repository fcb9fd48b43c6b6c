#pragma once

#include <QString>

namespace hw::cli {

/// One line at the bottom of a terminal that is written over again and again; nothing where standard error is none.
class ProgressLine final
{
public:
    ProgressLine();

    /// `total` -1 = unknown.
    void show(const QString& text, qint64 done, qint64 total);
    void clear();

private:
    bool m_isTerminal;
    bool m_shown = false;
};

} // namespace hw::cli

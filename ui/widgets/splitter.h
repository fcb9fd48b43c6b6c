#pragma once

#include "ui/widgets/theme.h"

#include <QSplitter>

namespace hw::widgets {

/// A splitter whose handle is a hairline of 1 px that can be grabbed over 8 px.
class Splitter final : public QSplitter
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(Splitter)

public:
    Splitter(const Theme& theme, Qt::Orientation orientation, QWidget* parent = nullptr);

protected:
    QSplitterHandle* createHandle() override;

private:
    const Theme& m_theme;
};

} // namespace hw::widgets

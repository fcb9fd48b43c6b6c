#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>

class QAction;

namespace hw::widgets {

/// What looks like a field in the toolbar and opens the command palette.
class PaletteField final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(PaletteField)

public:
    /// Triggers the action, which outlives it.
    PaletteField(const Theme& theme, QAction& action, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
    QString m_shortcut;
};

} // namespace hw::widgets

#pragma once

#include "ui/widgets/theme.h"

#include <QAbstractButton>

namespace hw::widgets {

/// A word that is in the accent colour while it is chosen, as one of several beside each other ("Tree", "Raw").
class TextToggle final : public QAbstractButton
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(TextToggle)

public:
    TextToggle(const Theme& theme, const QString& text, QWidget* parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    const Theme& m_theme;
};

} // namespace hw::widgets
